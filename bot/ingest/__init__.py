"""How updates come in: long polling or webhook. Both only store; nothing is handled before it is stored."""
