"""What pages say: contact data, persons, hours, days of posting."""
