"""The review desk: the queue, who reads what, undoing, incidents, reports and notes."""
