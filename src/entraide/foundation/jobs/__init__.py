"""The door to background work: `enqueue(verb, **ids)`. Jobs are queued in the transaction that asked for them.

Payloads hold ids only, never content: operators can read the queue. The backend is Procrastinate, on PostgreSQL.
"""
