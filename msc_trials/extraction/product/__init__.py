"""What was given: cells, tissue, donor, dose, schedule, route, guidance."""
