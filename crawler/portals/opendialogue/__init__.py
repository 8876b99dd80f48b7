"""The portal of open dialogue: blogs of heads with entries, questions and answers; internet conferences; polls."""
