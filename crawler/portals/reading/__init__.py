"""Reading a portal of open government as a whole: what every such portal's folder gives, and the one way in which it is asked and read."""
