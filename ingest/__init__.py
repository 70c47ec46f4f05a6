"""The front door: takes documents in, keeps them, shows them, gives records out.

It never reads a document's content itself; that is the workers' business, behind the queue.
"""
