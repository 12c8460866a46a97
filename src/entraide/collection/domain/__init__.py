"""The rules of questionnaires, without tables or pages: forms, their logic, answers, and the judge of both."""
