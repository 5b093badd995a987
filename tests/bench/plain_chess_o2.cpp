// The yardstick once more, with other options: see CMakeLists.txt.
#define plainChess plainChessO2
#include "tests/bench/plain_chess.cpp"
