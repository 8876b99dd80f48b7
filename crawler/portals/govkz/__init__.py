"""The united platform of state bodies (www.gov.kz): entities, their routes, and the open parts of its programming interface."""
