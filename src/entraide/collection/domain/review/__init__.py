"""A questionnaire as its reviewer sees it: logic in words, what can never be asked, common traps, what is new."""
