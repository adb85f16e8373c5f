"""What stands in the rows of every table: one function per table, from a trial to its rows."""
