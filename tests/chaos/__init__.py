"""Everything that goes wrong: killed processes, Telegram's faults and limits, strange words, forged buttons."""
