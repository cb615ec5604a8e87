"""A casebook as pages: contexts of plain records, drawings, templates. Nothing here knows of HTTP."""
