"""The keys of result.json and findings.jsonl with their types: docs/schema is made from them, tests hold every real file to them."""
