"""Letters to a body: what of a run it should know and do, told on no paper yet, and written as a document or as mail."""
