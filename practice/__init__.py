"""What people tried of the guidance, and what came of it: records of practice, failures as welcome as successes."""
