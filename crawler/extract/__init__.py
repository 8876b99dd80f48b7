"""From stored captures to typed records: pure, re-runnable, without network and clock."""
