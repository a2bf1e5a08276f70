"""From talk to guidance: words of a conversation, their authors' consent, and the credit they chose."""
