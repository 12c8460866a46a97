"""Pages that are the same for everybody are made once and kept until the next entry in the ledger.

A view says so: `@for_everybody`. Only what nobody has signed in for is kept, and only where the request carries no session:
a person's page never comes near this store. What is kept belongs to an edition, the number of the ledger's last entry; every
action adds one inside its own transaction, so a page is never older than the last committed change. Pages that tell the day's
standing are made anew after `seconds`.
"""
