"""The pieces of a study asked of the API. Source: the API's field list (``seeds/api_fields.txt``)."""

FIELDS = (
    "NCTId", "NCTIdAlias", "BriefTitle", "OfficialTitle", "Acronym", "OverallStatus", "LastKnownStatus", "WhyStopped",
    "StudyType", "Phase", "StartDate", "StartDateType", "PrimaryCompletionDate", "PrimaryCompletionDateType",
    "CompletionDate", "CompletionDateType", "StudyFirstPostDate", "ResultsFirstSubmitDate", "ResultsFirstPostDate",
    "DispFirstSubmitDate", "LastUpdatePostDate",
    "EnrollmentCount", "EnrollmentType", "DesignAllocation", "DesignInterventionModel", "DesignPrimaryPurpose",
    "DesignMasking", "LeadSponsorName", "LeadSponsorClass", "CollaboratorName", "Condition", "Keyword",
    "ConditionMeshTerm", "LocationFacility", "LocationStatus", "LocationCity", "LocationCountry",
    "LocationGeoPoint", "BriefSummary", "DetailedDescription", "MinimumAge", "MaximumAge", "Sex", "HealthyVolunteers",
    "IsFDARegulatedDrug", "IsFDARegulatedDevice", "ArmGroup", "Intervention", "PrimaryOutcome", "SecondaryOutcomeMeasure",
    "SecondaryOutcomeTimeFrame", "Reference", "HasResults", "OutcomeMeasuresModule", "ParticipantFlowModule", "AdverseEventsModule", "VersionHolder",
)  # fmt: skip
"""Pieces asked of the API: what ``parse_record`` and the tables of results read. Names are those of the API's field list."""
