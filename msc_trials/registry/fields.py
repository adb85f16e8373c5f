"""The pieces of a study asked of the API. Source: the API's field list (``seeds/api_fields.txt``)."""

FIELDS = (
    "NCTId", "NCTIdAlias", "BriefTitle", "OfficialTitle", "Acronym", "OverallStatus", "LastKnownStatus", "WhyStopped",
    "StudyType", "Phase", "StartDate", "StartDateType", "PrimaryCompletionDate", "PrimaryCompletionDateType",
    "CompletionDate", "CompletionDateType", "StudyFirstPostDate", "ResultsFirstPostDate", "LastUpdatePostDate",
    "EnrollmentCount", "EnrollmentType", "DesignAllocation", "DesignInterventionModel", "DesignPrimaryPurpose",
    "DesignMasking", "LeadSponsorName", "LeadSponsorClass", "CollaboratorName", "Condition", "Keyword",
    "ConditionMeshTerm", "LocationCountry", "BriefSummary", "DetailedDescription", "MinimumAge", "MaximumAge",
    "IsFDARegulatedDrug", "ArmGroup", "Intervention", "PrimaryOutcome", "SecondaryOutcomeMeasure",
    "SecondaryOutcomeTimeFrame", "Reference", "HasResults", "OutcomeMeasuresModule", "VersionHolder",
)  # fmt: skip
"""Pieces asked of the API: exactly what ``parse_record`` reads. Names are those of the API's field list."""
