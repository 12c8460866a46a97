"""Questionnaires, rounds, invitations, replies, clarifications, clearance, signature."""
