// A source for the headers that the test programs share (CMakeLists.txt).
