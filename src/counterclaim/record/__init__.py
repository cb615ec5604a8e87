"""The casebook: one SQLite file. Only this folder writes SQL; showing takes a read-only `View`."""
