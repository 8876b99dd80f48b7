"""What no crawler can know: reports of bodies, lists of events and requests, surveys, decisions – read strictly, kept whole."""
