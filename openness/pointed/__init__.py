"""What a body's report says of the addresses it names, held against what the harvest found there."""
