"""A casebook in the browser and as a JSON API. Only HTTP is here; what pages say is put together in `show/case/`."""
