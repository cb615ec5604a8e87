"""The command line. Commands parse and call; they hold no logic."""
