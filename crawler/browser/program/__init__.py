"""The browser as a process: found, started as another user, bounded in memory, with the fonts it draws by."""
