"""The report on many bodies scored together: places, heat map, distribution, movement, tables for analysts, files to publish."""
