"""The rules of a support desk: tickets, clocks, notifications. No network, no database, no Telegram in here."""
