"""Read the evidence on mesenchymal stem cell trials from ClinicalTrials.gov."""
