"""What companies share: people, addressees, own rule values and accounts, as a file that can be handed on."""
