using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace RnnSimd.PackageTests;

public sealed class PackageContentTests(TestPackage package)
{
    [Fact]
    public void Packing_gives_one_file() => Assert.Equal([package.PackageFile], package.PackedFiles);

    [Fact]
    public void The_package_holds_the_library_the_generator_and_nothing_else()
    {
        using var archive = ZipFile.OpenRead(package.PackageFile);
        string[] bookkeeping = ["_rels/", "[Content_Types].xml", "package/"];

        var files = archive.Entries.Select(entry => entry.FullName)
            .Where(name => !bookkeeping.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Equal(
            [
                "LICENSE",
                "README.md",
                "RnnSimd.nuspec",
                "analyzers/dotnet/cs/RnnSimd.Generators.dll",
                "buildTransitive/RnnSimd.targets",
                "lib/net10.0/RnnSimd.dll",
                "lib/net10.0/RnnSimd.xml",
                "lib/net9.0/RnnSimd.dll",
                "lib/net9.0/RnnSimd.xml",
            ],
            files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_package_depends_on_tensors_alone()
    {
        using var archive = ZipFile.OpenRead(package.PackageFile);
        using var stream = archive.GetEntry("RnnSimd.nuspec")!.Open();
        var specification = XDocument.Load(stream);

        var dependencies = specification.Descendants().Where(element => element.Name.LocalName == "dependency");

        Assert.Equal(
            ["System.Numerics.Tensors", "System.Numerics.Tensors"], dependencies.Select(element => (string?)element.Attribute("id")));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));

        string? Value(string name) => specification.Descendants().Single(element => element.Name.LocalName == name).Value;
    }

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net9.0")]
    public void The_library_says_that_it_can_be_trimmed_and_carries_its_symbols(string framework)
    {
        using var archive = ZipFile.OpenRead(package.PackageFile);
        using var assembly = new MemoryStream();
        using (var entry = archive.GetEntry($"lib/{framework}/RnnSimd.dll")!.Open())
        {
            entry.CopyTo(assembly);
        }

        assembly.Position = 0;
        using var image = new PEReader(assembly);

        Assert.Contains(("IsTrimmable", "True"), AssemblyFacts(image.GetMetadataReader()));
        Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
    }

    /// <summary>The arguments of the assembly's AssemblyMetadata attributes.</summary>
    private static IEnumerable<(string? Key, string? Value)> AssemblyFacts(MetadataReader metadata)
    {
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
                && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name) == "AssemblyMetadataAttribute")
            {
                var arguments = metadata.GetBlobReader(attribute.Value);
                _ = arguments.ReadUInt16(); // The prolog of every attribute's value.
                yield return (arguments.ReadSerializedString(), arguments.ReadSerializedString());
            }
        }
    }
}
