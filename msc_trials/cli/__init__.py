"""The command line ``msc-trials``. Data goes to stdout, words to stderr; the only part that prints or exits."""
