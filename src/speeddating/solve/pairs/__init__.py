"""Who, without rounds: tables of one and one, and no rule that names a round."""
