#pragma once

/// Marks a text of the engine for translation: `lupdate` is told of this macro, the user interface translates.
#define SIMUL_TR(context, text) text
