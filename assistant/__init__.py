"""The front to a language model: one question out, one answer in, over the OpenAI-compatible protocol."""
