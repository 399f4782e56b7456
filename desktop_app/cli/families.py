"""Which module brings each verb, in the order in which help names them.

A start loads only the family of the verb that was given; help needs none.
"""

from __future__ import annotations

from collections.abc import Mapping

# family -> verb -> what help says of it; a test compares this with the grammar that each family adds.
FAMILIES: Mapping[str, Mapping[str, str]] = {
    "company_verbs": {
        "sample": "create an invented company, marked SAMPLE",
        "new": "create a new company's file",
        "list": "list filings and cells",
        "export": "write the whole file as JSON",
        "import": "create a company file from such JSON",
    },
    "folder_verbs": {
        "companies": "every company of a folder: what is due, how far it is, what is wrong, the last backup",
    },
    "batch_verbs": {
        "batch": "the same work in every company of a folder, with one list of what was refused",
    },
    "pack_verbs": {
        "pack": "people, addressees, own rule values and accounts, shared between companies as a file",
    },
    "backup_verbs": {
        "backups": "list the backups of a file, newest first",
        "backup": "make a backup now",
        "restore": "restore a backup in place of the file",
    },
    "password_verbs": {
        "password": "the password of a company file: set, change or remove it",
    },
    "filing_verbs": {
        "start": "start a filing",
        "filed": "mark a filing as filed; it is read-only from then on",
        "revise": "start a revision of a filing that was filed",
        "compare": "this year beside last year, the largest changes first",
        "handover": "write the handover binder for the next bookkeeper as PDF",
        "produce": "produce the filing package",
        "verify": "verify a package",
    },
    "entry_verbs": {
        "set": "enter a value in a cell (empty to clear, - from standard input; + as the line adds a row)",
        "answer-blanks": "answer the blanks of a schedule with None, where that is possible",
        "use-suggestions": "answer the blanks of a schedule, or of all pages, with what is suggested",
        "seal": "seal a cell, row, column or schedule",
        "confirm-seal": "confirm a seal suggested by the form or carried from an earlier report",
        "unseal": "remove a seal",
        "undo": "undo the last step",
        "redo": "repeat the step that was undone last",
        "history": "print what was done, newest first",
        "check": "list problems",
        "explain": "explain where a value comes from",
        "find": "find pages, lines, accounts, notes and rules by words",
    },
    "note_verbs": {
        "note": "print the note at a place, or write one",
        "notes": "print all notes and marks of a filing",
        "work-paper": "print the work paper behind an amount, or write one",
    },
    "question_verbs": {
        "questions": "ask one question after the other",
    },
    "row_verbs": {
        "import-rows": "import a list as rows of a page: held applications, outages, securities",
    },
    "check_verbs": {
        "checks": "the catalogue of checks: what each looks at, why, its rule, and an example that fails and one that "
        "passes",
    },
    "attachment_verbs": {
        "attach": "attach a PDF, an image, or sheets of the tariff book to a filing",
        "describe-attachment": "change what an attachment is called, answers and shows",
        "attachments": "print the attachments of a filing",
        "detach": "remove an attachment",
        "seal-attachment": "seal the whole of an attachment",
        "box": "seal a part of a page by a box over it",
    },
    "disclosure_verbs": {
        "protect": "show how a sealed value could be worked out",
        "keep": "leave it as it is, for a reason recorded in the sealed log",
    },
    "role_verbs": {
        "roles": "who prepared, reviewed and signed a filing",
    },
    "review_verbs": {
        "review": "review by a second person: a file to send, comments that come back",
    },
    "excel_verbs": {
        "excel": "export to Excel and import changes",
        "worksheet": "write a blank worksheet to print (.pdf) or fill in (.xlsx), or one for last year's figures",
    },
    "trial_balance_verbs": {
        "trial-balance": "import a trial balance (CSV or Excel) into a filing",
    },
    "accounts_verbs": {
        "accounts": "the company's chart of accounts: numbers, names, own and retired accounts",
    },
    "ratios_verbs": {
        "ratios": "the ratios of a report with the years before, and the company beside the sizes in the rules",
    },
    "cold_weather_verbs": {
        "cold-weather": "the cold-weather report of a month from the billing program's lists",
    },
    "case_verbs": {
        "kinds": "what the company may file, what it may not and why",
        "items": "the items that a filing must answer, each with its provision and how far it is",
        "promise": "say that an item follows later",
        "furnish": "start the supplement that furnishes promised items; without items, all of them",
        "base": "the report whose figures a filing reads: what differs, and reading it again",
        "docket": "enter the case number of a filing",
        "parties": "the parties of cases, who get copies",
    },
    "customer_information_verbs": {
        "customer-information": "papers and registers of the draft rule on customer information",
    },
    "letter_verbs": {
        "letter": "letters that go with a report",
        "case": "cases before the commission, for certificates of service",
    },
    "calendar_verbs": {
        "calendar": "what falls due between two days, each with its reason",
    },
    "event_verbs": {
        "event": "what starts a deadline: a notice, a filing, an order",
    },
    "rules_verbs": {
        "rules": "what the law says: values, deadlines and penalties, each with its citation",
    },
    "tariff_grammar": {
        "tariff": "the tariff book: sheets with PSC Mo. numbers, and their filings",
    },
    "handbook_verbs": {
        "handbook": "read or search the handbook, or write it as PDF",
    },
    "self_test": {
        "self-test": "check that the program works here",
    },
}
