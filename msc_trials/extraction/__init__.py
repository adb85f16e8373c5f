"""What was given to the participants and how the trial was built: rules over one record."""
