"""One thin cog for each family: parse, defer, call one workflow, reply."""
