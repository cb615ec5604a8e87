"""Reading documents from files, folders, feeds, archives and addresses."""
