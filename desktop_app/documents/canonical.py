"""The one form in which a PDF of this program is written.

Writing a file again in this form changes nothing, so nothing can hide behind its end, between its objects, in an
earlier revision or in an object that nothing refers to.
"""

from __future__ import annotations

import io

import pikepdf


def canonical_pdf(pdf: pikepdf.Pdf) -> bytes:
    """The open document in canonical form. Other threads go on meanwhile: a file with many pictures takes seconds."""
    target = io.BytesIO()
    pdf.save(
        target,
        compress_streams=True,
        recompress_flate=True,  # without it the first rewriting is not yet the last
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,  # the metadata stay as they are, to the byte
        progress=lambda _: None,  # asked at each percent: else the window stood still until all is written
    )
    return target.getvalue()
