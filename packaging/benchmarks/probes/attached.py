"""The sample's newest report with a document attached, as a package: the processes start with it."""

import json
import sys
import time
from pathlib import Path

from desktop_app import bootstrap
from desktop_app.services.data_entry.attachments import attach_document
from desktop_app.services.filing_package.produce import PackageOrder

path, attached = (Path(given) for given in sys.argv[2:4])
program = bootstrap.program()
company = program.companies.open(path)
filing = company.filings()[0].id
content = attached.read_bytes()
looked = program.packages.tools.reader.look(attached.name, content, lambda: False)
attach_document(company, filing, attached.name, content, looked, title="Agreement")
start = time.perf_counter()
program.packages.produce(company, filing, PackageOrder(path.with_name("out")))
print(json.dumps({"seconds": time.perf_counter() - start}))
company.close()
