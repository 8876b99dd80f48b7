"""The legal database of the Ministry of Justice: which acts are still in force, by its own mark."""
