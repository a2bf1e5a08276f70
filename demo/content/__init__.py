"""The words of the demonstration: real publications, fictional people. docs/demo.md says which is which."""
