inline constexpr Code bad_key{"bad-key", "Shown as a prefix only: bad-key-too."};
inline constexpr Code bad_key_too{"bad-key-too", "Shown by a message."};
inline constexpr Code bad_value{"bad-value", "Shown by a table."};
