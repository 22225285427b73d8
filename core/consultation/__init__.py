"""The way of a customer's question: asked in talk, answered by the articles, helped by them, handed to a person."""
