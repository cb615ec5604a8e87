"""Loading and checking of the data files under `data/`, the only place where vocabulary lives."""
