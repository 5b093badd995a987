#include "engine/scenarios/url_list.h"
#include "tests/fuzz/one_sentence.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto urls = simul::parseUrlList(std::string_view(reinterpret_cast<const char*>(data), size), "list.txt");
    if (!urls)
        simul::test::expectOneSentence(urls.error());
    else if (urls->empty())
        std::abort();
    return 0;
}
