"""What the columns of every table are: names, types, meanings, sources. ``output.columns`` puts them together."""
