"""What experts curate: the tables of ``seeds/`` as typed rows."""
